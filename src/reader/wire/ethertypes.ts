/** EtherType numbers (IANA, IEEE). */
export const IPV4 = 0x0800;
export const IPV6 = 0x86dd;
/** 802.1Q, 802.1ad, and the number that came before it and is still met. */
export const VLAN = 0x8100;
export const PROVIDER_VLAN = 0x88a8;
export const OLD_PROVIDER_VLAN = 0x9100;
export const MPLS_UNICAST = 0x8847;
export const MPLS_MULTICAST = 0x8848;
export const PPPOE_SESSION = 0x8864;
export const TRANSPARENT_ETHERNET = 0x6558;
export const ERSPAN_II = 0x88be;
export const ERSPAN_III = 0x22eb;
export const PPP = 0x880b;
/** LLC in frames too long for a length field. */
export const JUMBO_LLC = 0x8870;
/** Cisco MetaData, on the wire between TrustSec switches. */
export const CISCO_METADATA = 0x8909;
/** Provider backbone bridging, 802.1ah: a whole Ethernet frame follows. */
export const BACKBONE_BRIDGE = 0x88e7;
/** 802.1BR / VN-Tag, on links to fabric extenders. */
export const VN_TAG = 0x8926;
