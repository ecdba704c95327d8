import type { Request } from 'express';
import type { Actor } from '#domain/permission.ts';

/** Who sends a request, from its session alone; null for the public. */
export type IdentifyRequest = (
  request: Request
) => Promise<{ readonly actor: Actor; readonly sessionId: string } | null>;
