import type { Actor } from '#domain/permission.ts';
import type { Services } from '#server/services.ts';

declare global {
  namespace App {
    interface Locals {
      actor: Actor | null;
      sessionId: string | null;
      services: Services;
      /** Puts the token of a new session into the visitor's cookie. */
      startSession: (token: string) => void;
    }
    interface Error {
      message: string;
      /** What a person can quote when they report the problem; the log holds the same. */
      reference?: string;
    }
  }
}
