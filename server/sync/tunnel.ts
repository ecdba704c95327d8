/**
 * Documents for people whose network lets no WebSocket through, over a Socket.IO connection that
 * may be long polling. Nothing but the carriage is different: each line is let in at the same door,
 * received in the same rooms and closed with the same codes as a WebSocket.
 */
import { CLOSE_CODE } from '#protocol/close-code.ts';
import { tunnelAsks, type TellBrowser } from '#protocol/tunnel.ts';
import { TokenBucket } from '#server/token-bucket.ts';
import { isTurnedAway, type Door, type LetIn } from './door.ts';
import type { Receive, Visitor } from './reception.ts';
import type { Timers } from './timers.ts';
import { makeTunnelLine } from './tunnel-line.ts';

/** The connection that carries a tunnel. */
export type Carrier = {
  /** Whose session it is now, asked for each line as for each WebSocket; null when it has ended. */
  readonly identify: () => Promise<Visitor | null>;
  readonly tell: TellBrowser;
  /** Breaks the connection off, and what waits in it with it. */
  readonly drop: () => void;
};

/** What the carrier passes on from the other end. */
export type Tunnel = {
  readonly hear: (event: string, said: unknown) => void;
  /** The connection is gone. */
  readonly gone: () => void;
};

export type OpenTunnel = (carrier: Carrier) => Tunnel;

/** The stock client hangs up after 30 seconds in which it hears nothing. */
const ASSURE_EVERY = 20_000;
/** A page opens what it shows at once, and comes back with all of it when the line was down. */
const OPENINGS = { perSecond: 5, burst: 60 };

type Served = ReturnType<typeof makeTunnelLine> & { readonly leave: () => void };

export function makeTunnels({
  door,
  receive,
  timers,
  logFault
}: {
  door: Door;
  receive: Receive;
  timers: Timers;
  logFault: (error: unknown) => void;
}): OpenTunnel {
  return (carrier) => {
    const served = new Map<number, Served>();
    const opening = new Set<number>();
    const openings = new TokenBucket(OPENINGS.perSecond, OPENINGS.burst, timers.now);
    let newest = 0;

    /** What no client of ours would send breaks the connection off. */
    function hear(event: string, said: unknown): void {
      if (!take(event, said)) carrier.drop();
    }

    function take(event: string, said: unknown): boolean {
      switch (event) {
        case 'open': {
          const ask = tunnelAsks.open(said);
          if (!ask || ask.line <= newest) return false;
          newest = ask.line;
          void open(ask);
          return true;
        }
        case 'frame': {
          const frame = tunnelAsks.frame(said);
          if (!frame || frame.line > newest) return false;
          // Not served: it was under way when the line was closed from here.
          served.get(frame.line)?.hear(frame.bytes);
          return true;
        }
        case 'read': {
          const reading = tunnelAsks.read(said);
          if (!reading || reading.line > newest) return false;
          served.get(reading.line)?.read(reading.mark);
          return true;
        }
        case 'close': {
          const closing = tunnelAsks.close(said);
          if (!closing || closing.line > newest) return false;
          opening.delete(closing.line);
          forget(closing.line);
          return true;
        }
        default:
          return false;
      }
    }

    async function open({ line, name }: { line: number; name: string }): Promise<void> {
      const turnAway = (code: number, reason: string) =>
        carrier.tell('closed', { line, code, reason });
      if (!openings.tryTake(1)) return turnAway(CLOSE_CODE.tooFast, 'too-fast');
      opening.add(line);
      try {
        const found = await door(await carrier.identify(), name);
        const isWanted = opening.delete(line);
        if (isTurnedAway(found)) turnAway(found.code, found.reason);
        else if (isWanted) serve(line, found);
        else found.leave();
      } catch (error) {
        logFault(error);
        turnAway(CLOSE_CODE.unavailable, 'cannot-load');
      }
    }

    function serve(line: number, { visitor, access, askedAt, leave }: LetIn): void {
      // Before anything is sent on it.
      carrier.tell('opened', { line });
      const made = makeTunnelLine(line, {
        tell: carrier.tell,
        receive: (over) => receive(over, visitor, access, askedAt),
        onClosed: () => forget(line),
        drop: carrier.drop
      });
      let callOff = timers.after(ASSURE_EVERY, assure);
      function assure(): void {
        made.guest.assure();
        callOff = timers.after(ASSURE_EVERY, assure);
      }
      served.set(line, {
        ...made,
        leave: () => {
          callOff();
          leave();
        }
      });
    }

    function forget(line: number): void {
      const found = served.get(line);
      if (!found) return;
      served.delete(line);
      found.end();
      found.guest.gone();
      found.leave();
    }

    function gone(): void {
      opening.clear();
      for (const line of [...served.keys()]) forget(line);
    }

    return { hear, gone };
  };
}
