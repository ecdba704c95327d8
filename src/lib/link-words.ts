/** How long a link that lets somebody in works, as people say it. */
export const LASTING = { invitation: '14 days', 'password-reset': '24 hours' } as const;
