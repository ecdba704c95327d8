/** Asks anew what people may do whose rights may have changed, and ends the lines of those who lost them. */
import { isRefusal, type Refusal } from '#domain/refusal.ts';
import { CLOSE_CODE } from '#protocol/close-code.ts';
import type { Access } from '#server/services/documents.ts';
import type { DocumentConnection } from './document-connection.ts';

export async function renewRights(
  connections: ReadonlySet<DocumentConnection>,
  {
    ask,
    take
  }: {
    ask: (personId: string) => Promise<Access | Refusal>;
    take: (connection: DocumentConnection, access: Access) => void;
  }
): Promise<void> {
  const asked = new Map<string, Access | Refusal>();
  for (const connection of connections) {
    if (!connection.isStale || connection.isEnded) continue;
    // Cleared first: a change that comes while the answer is on its way asks again.
    connection.isStale = false;
    const { personId } = connection.person;
    const access = asked.get(personId) ?? (await ask(personId));
    asked.set(personId, access);
    if (isRefusal(access)) connection.end(CLOSE_CODE.accessEnded, 'access-ended');
    else take(connection, access);
  }
}
