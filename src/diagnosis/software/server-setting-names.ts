/** The settings of each server by their own names. */
import type { ServerId } from './servers.js';

export type ServerSetting =
  | 'passivePorts'
  | 'externalAddress'
  | 'foreignPassivePeer'
  | 'foreignActiveAddress'
  | 'sourcePort'
  | 'tlsSessionReuse'
  | 'tlsDataRequired'
  | 'tlsLoginRequired'
  | 'passiveTimeout'
  | 'activeTimeout'
  | 'dataTimeout'
  | 'idleTimeout'
  | 'passiveEnabled'
  | 'activeEnabled'
  | 'maxClients';

type Names = Readonly<Partial<Record<ServerSetting, string>>>;

export const SETTING_NAMES: Readonly<Partial<Record<ServerId, Names>>> = {
  vsftpd: {
    passivePorts: 'pasv_min_port, pasv_max_port',
    externalAddress: 'pasv_address',
    foreignPassivePeer: 'pasv_promiscuous=YES',
    foreignActiveAddress: 'port_promiscuous=YES',
    sourcePort: 'connect_from_port_20',
    tlsSessionReuse: 'require_ssl_reuse=NO',
    tlsDataRequired: 'force_local_data_ssl',
    tlsLoginRequired: 'force_local_logins_ssl',
    passiveTimeout: 'accept_timeout',
    activeTimeout: 'connect_timeout',
    dataTimeout: 'data_connection_timeout',
    idleTimeout: 'idle_session_timeout',
    passiveEnabled: 'pasv_enable=YES',
    activeEnabled: 'port_enable=YES',
    maxClients: 'max_clients, max_per_ip',
  },
  proftpd: {
    passivePorts: 'PassivePorts',
    externalAddress: 'MasqueradeAddress',
    foreignPassivePeer: 'AllowForeignAddress on',
    foreignActiveAddress: 'AllowForeignAddress on',
    sourcePort: 'RootRevoke',
    tlsSessionReuse: 'TLSOptions NoSessionReuseRequired',
    tlsDataRequired: 'TLSRequired',
    tlsLoginRequired: 'TLSRequired',
    passiveTimeout: 'TimeoutNoTransfer',
    dataTimeout: 'TimeoutStalled',
    idleTimeout: 'TimeoutIdle, TimeoutNoTransfer',
    passiveEnabled: '<Limit PASV EPSV>',
    activeEnabled: '<Limit PORT EPRT>, RootRevoke',
    maxClients: 'MaxClients, MaxClientsPerHost, MaxInstances',
  },
  'pure-ftpd': {
    passivePorts: 'PassivePortRange (-p)',
    externalAddress: 'ForcePassiveIP (-P)',
    foreignPassivePeer: 'AllowUserFXP (-w)',
    foreignActiveAddress: 'AllowUserFXP (-w)',
    tlsDataRequired: 'TLS 3 (-Y 3)',
    tlsLoginRequired: 'TLS 2 (-Y 2)',
    passiveTimeout: 'MaxIdleTime (-I)',
    dataTimeout: 'MaxIdleTime (-I)',
    idleTimeout: 'MaxIdleTime (-I)',
    passiveEnabled: 'NATmode (-N), which switches it off',
    maxClients: 'MaxClientsNumber (-c), MaxClientsPerIP (-C)',
  },
  pyftpdlib: {
    passivePorts: 'FTPHandler.passive_ports',
    externalAddress: 'FTPHandler.masquerade_address',
    foreignPassivePeer: 'FTPHandler.permit_foreign_addresses = True',
    foreignActiveAddress: 'FTPHandler.permit_foreign_addresses = True',
    tlsDataRequired: 'TLS_FTPHandler.tls_data_required',
    tlsLoginRequired: 'TLS_FTPHandler.tls_control_required',
    passiveTimeout: 'PassiveDTP.timeout',
    activeTimeout: 'ActiveDTP.timeout',
    dataTimeout: 'DTPHandler.timeout',
    idleTimeout: 'FTPHandler.timeout',
    maxClients: 'FTPServer.max_cons, FTPServer.max_cons_per_ip',
  },
  filezilla: {
    passivePorts: 'Passive mode > Use custom port range',
    externalAddress: 'Passive mode > Host or public IP address',
    maxClients: 'Limits and connection counts of the user or group',
  },
  'filezilla-0.9': {
    passivePorts: 'Passive mode settings > Use custom port range',
    externalAddress: 'Passive mode settings > Use the following IP',
    foreignPassivePeer: 'Security settings > Data connection IP checks',
    foreignActiveAddress: 'Security settings > Data connection IP checks',
    tlsSessionReuse: 'FTP over TLS settings > Require TLS session resumption on data connection',
    tlsDataRequired: 'FTP over TLS settings > Force PROT P to encrypt file transfers',
    tlsLoginRequired: 'FTP over TLS settings > Disallow plain unencrypted FTP',
    dataTimeout: 'General settings > No Transfer timeout',
    idleTimeout: 'General settings > Connections timeout',
    maxClients: 'General settings > Max. number of users',
  },
  iis: {
    passivePorts: 'FTP Firewall Support > Data Channel Port Range',
    externalAddress: 'FTP Firewall Support > External IP Address of Firewall',
    foreignPassivePeer: 'dataChannelSecurity matchClientAddressForPasv="false"',
    foreignActiveAddress: 'dataChannelSecurity matchClientAddressForPort="false"',
    tlsDataRequired: 'FTP SSL Settings, dataChannelPolicy',
    tlsLoginRequired: 'FTP SSL Settings, controlChannelPolicy',
    dataTimeout: 'Advanced Settings > Data Channel Time-out',
    idleTimeout: 'Advanced Settings > Control Channel Time-out',
    maxClients: 'Advanced Settings > Max Connections',
  },
  'serv-u': {
    passivePorts: 'Network Settings > PASV Port Range',
    externalAddress: "the listener's PASV IP Address",
    foreignActiveAddress: 'Block "FTP_bounce" attacks and FXP (server-to-server transfers)',
    maxClients: 'Limits & Settings > Maximum number of sessions',
  },
  'wu-ftpd': {
    passivePorts: 'passive ports <cidr> <min> <max>',
    externalAddress: 'passive address <address> <cidr>',
    foreignPassivePeer: 'pasv-allow <class> <address>',
    foreignActiveAddress: 'port-allow <class> <address>',
    passiveTimeout: 'timeout accept <seconds>',
    activeTimeout: 'timeout connect <seconds>',
    dataTimeout: 'timeout data <seconds>',
    idleTimeout: 'timeout idle <seconds>',
    maxClients: 'limit <class> <number> <times>',
  },
  'bsd-ftpd': {
    passivePorts: 'sysctl net.inet.ip.portrange.hifirst, hilast',
    foreignActiveAddress: 'ftpd -R',
    idleTimeout: 'ftpd -t, -T',
  },
  mina: {
    passivePorts: '<passive ports="…">',
    externalAddress: '<passive external-address="…">',
    foreignActiveAddress: '<active ip-check="false">',
    sourcePort: '<active local-port="…">',
    dataTimeout: '<data-connection idle-timeout="…">',
    idleTimeout: '<listener idle-timeout="…">',
    activeEnabled: '<active enabled="true">',
    maxClients: '<server max-logins="…">, maxloginnumber, maxloginperip',
  },
};

/** Where those settings stand. */
export const SETTING_FILES: Readonly<Partial<Record<ServerId, string>>> = {
  vsftpd: 'vsftpd.conf',
  proftpd: 'proftpd.conf',
  'pure-ftpd': 'pure-ftpd.conf',
  'wu-ftpd': 'ftpaccess',
};
