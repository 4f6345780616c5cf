/** How servers name what went wrong with a transfer. */
export const STORAGE =
  /disk|quota|no space|(?:reading|writing) (?:from |to )?(?:local )?file|local file|storage|file system|insufficient/i;
export const TIMEOUT = /time-?d? ?out|timeout|stalled|inactiv|no data/i;
/** Windows, archives, pictures, …: files whose bytes must not be changed. */
export const BINARY_NAME =
  /\.(?:zip|gz|tgz|bz2|xz|7z|rar|zst|exe|dll|so|msi|iso|img|bin|dmg|deb|rpm|apk|jar|class|jpe?g|png|gif|bmp|tiff?|webp|ico|mp[34]|m4a|avi|mkv|mov|wav|flac|ogg|pdf|docx?|xlsx?|pptx?|odt|db|sqlite|pcap(?:ng)?)$/i;
