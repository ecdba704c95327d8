/** A stretch of network between clients and a server that can go dead without a word, as in sleep. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type Stretch = {
  readonly port: number;
  /** What is connected now hears nothing more and is not told; what connects later is well. */
  readonly goDead: () => void;
  /** How many lines have been made through it. */
  readonly made: () => number;
  readonly stop: () => Promise<void>;
};

export async function startStretch(toPort: number): Promise<Stretch> {
  const ends = new Set<Socket>();
  let made = 0;
  const server = createServer((near) => {
    made += 1;
    const far = connect(toPort, '127.0.0.1');
    for (const [end, other] of [
      [near, far],
      [far, near]
    ] as const) {
      ends.add(end);
      end.on('error', () => {});
      end.on('close', () => other.destroy());
    }
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    goDead: () => {
      for (const end of ends) {
        end.unpipe();
        end.removeAllListeners('close');
        end.pause();
      }
    },
    made: () => made,
    stop: () => {
      ends.forEach((end) => end.destroy());
      return new Promise((resolve) => server.close(() => resolve()));
    }
  };
}
