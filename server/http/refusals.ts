/** Refusals as HTTP: one map of codes to statuses, one shape of body. */
import type { Response } from 'express';
import type { Refusal, RefusalCode } from '#domain/refusal.ts';

const STATUS: Partial<Record<RefusalCode, number>> = {
  'not-signed-in': 401,
  'sign-in-failed': 401,
  'not-allowed': 403,
  'not-found': 404,
  'too-many-tries': 429,
  'already-approved': 409,
  'already-used': 409,
  'already-asked': 409,
  'already-decided': 409,
  'meeting-moved': 409,
  'recommendations-changed': 409,
  malformed: 400
};

/** 422 for what the rules refuse: the request was understood, the meeting does not allow it. */
export const statusOf = ({ refused }: Refusal): number => STATUS[refused] ?? 422;

export const sendRefusal = (response: Response, refusal: Refusal): void => {
  response.status(statusOf(refusal)).json(refusal);
};
