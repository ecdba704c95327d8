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
      /** The token of a big screen, where this browser is one, and how it is kept. */
      screenToken: string | undefined;
      keepScreen: (token: string) => void;
      /** The network address the request came from, as far as the proxy is believed. */
      address: string;
    }
    interface Error {
      message: string;
      /** What a person can quote when they report the problem; the log holds the same. */
      reference?: string;
    }
  }
}
