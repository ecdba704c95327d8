/** The server's time now, a UTC instant, by this device's clock and how far the server's is ahead. */
export const serverTime = (ahead: number): string => new Date(Date.now() + ahead).toISOString();
