/** Somebody signed in over HTTP, as a script would be: a cookie, and requests that carry it. */
import type { Command } from '#domain/command.ts';
import { isRefusal, type Refusal } from '#domain/refusal.ts';
import type { MeetingPage } from '#protocol/meeting-page.ts';

/** Of everybody in the demonstration, as tests seed it. */
export const PASSWORD = 'a long walk by the river';

/** A server: `http://127.0.0.1:3000`, without a slash at the end. */
export type Address = { readonly address: string };

export type Client = {
  readonly address: string;
  /** Null for nobody at all. */
  readonly cookie: string | null;
  readonly get: (path: string) => Promise<Response>;
  /** `body` is sent as JSON; a string is sent as it is. */
  readonly post: (path: string, body: unknown) => Promise<Response>;
  /** The answer's JSON, which the caller knows the shape of; throws where it was refused. */
  readonly read: <T>(path: string) => Promise<T>;
};

export type MeetingJson = Pick<
  MeetingPage,
  'meeting' | 'proceedings' | 'texts' | 'actions' | 'firstMinuteNumber' | 'publication' | 'can'
>;

/** A command as a script sends it; one may be named, so that sending it again is harmless. */
export type SentCommand = Command & { readonly commandId?: string };

/** `who` is an address, or the part of a demonstration address before the @. */
export async function signIn(server: Address, who: string, password = PASSWORD): Promise<Client> {
  const email = who.includes('@') ? who : `${who}@demo.example`;
  const answer = await nobody(server).post('/sign-in', { email, password });
  if (!answer.ok) throw new Error(`${email} could not sign in: ${await answer.text()}`);
  const [cookie = ''] = answer.headers.getSetCookie().map((each) => each.split(';')[0] ?? '');
  return clientWith(server, cookie);
}

export const nobody = (server: Address): Client => clientWith(server, null);

export function clientWith({ address }: Address, cookie: string | null): Client {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (cookie !== null) headers.cookie = cookie;
  const get = (path: string) => fetch(`${address}${path}`, { headers, redirect: 'manual' });
  return {
    address,
    cookie,
    get,
    post: (path, body) =>
      fetch(`${address}${path}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
        redirect: 'manual'
      }),
    read: async <T>(path: string) => {
      const answer = await get(path);
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as T;
    }
  };
}

export const meetingFor = (client: Client, meetingId: string): Promise<MeetingJson> =>
  client.read(`/api/meetings/${meetingId}`);

/** Performs the commands in order; throws at the first that is refused. */
export async function perform(
  client: Client,
  meetingId: string,
  ...commands: readonly SentCommand[]
): Promise<void> {
  const said: unknown = await (
    await client.post(`/api/meetings/${meetingId}/commands`, commands)
  ).json();
  if (isRefusal(said)) throw new Error(`refused: ${JSON.stringify(said)}`);
}

/** What a command that must not be kept is answered. */
export async function refusalOf(
  client: Client,
  meetingId: string,
  command: unknown
): Promise<Refusal & { readonly status: number }> {
  const answer = await client.post(`/api/meetings/${meetingId}/commands`, command);
  const said: unknown = await answer.json();
  if (!isRefusal(said)) throw new Error(`not refused: ${JSON.stringify(said)}`);
  return { ...said, status: answer.status };
}

/** The code alone of what it is refused with. */
export const codeOf = async (...asked: Parameters<typeof refusalOf>): Promise<string> =>
  (await refusalOf(...asked)).refused;
