/** Who announced which endpoint, through all sessions of a capture: in FXP one client tells two servers the same. */
import type { CaptureAnalysis, Session, Transfer } from '../../../model/analysis.js';

interface Announced {
  readonly mode: Transfer['mode'];
  readonly server: string;
  /** Place of the session in the capture. */
  readonly place: number;
}

/** Two servers: one of them is another than that of whoever asks. */
const ENOUGH = 2;

export class AnnouncedEndpoints {
  /** Of each mode the first announcements of different servers. */
  private readonly byClientAndEndpoint = new Map<string, Announced[]>();
  /** Places of the first two sessions with each server. */
  private readonly byServer = new Map<string, number[]>();

  constructor(private readonly sessions: CaptureAnalysis['sessions']) {
    for (const [place, { client, server, transfers }] of sessions.entries()) {
      const places = this.byServer.get(server.address);
      if (places === undefined) this.byServer.set(server.address, [place]);
      else if (places.length < ENOUGH) places.push(place);
      for (const { advertised, mode } of transfers) {
        if (advertised === null) continue;
        const key = keyOf(client.address, advertised);
        const announced = this.byClientAndEndpoint.get(key) ?? [];
        if (announced.length === 0) this.byClientAndEndpoint.set(key, announced);
        const ofMode = announced.filter((one) => one.mode === mode);
        if (ofMode.length === ENOUGH || ofMode.some((one) => one.server === server.address)) continue;
        announced.push({ mode, server: server.address, place });
      }
    }
  }

  /** The session in which the same client told another server the endpoint that this transfer uses. */
  toldTheSame({ client, server }: Session, { advertised, mode }: Transfer): Session | undefined {
    if (advertised === null) return undefined;
    const announced = this.byClientAndEndpoint.get(keyOf(client.address, advertised)) ?? [];
    const place = announced.find((one) => one.server !== server.address && one.mode !== mode)?.place;
    return place === undefined ? undefined : this.sessions[place];
  }

  /** The first other session with this server. */
  otherSessionWith(address: string, own: Session): Session | undefined {
    const places = this.byServer.get(address) ?? [];
    return places.map((place) => this.sessions[place]).find((session) => session?.id !== own.id);
  }
}

function keyOf(client: string, { address, port }: { readonly address: string; readonly port: number }): string {
  return `${client} ${address} ${port}`;
}
