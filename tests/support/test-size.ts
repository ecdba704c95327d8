/** Whether this run may take its time: `npm run test:long` sets it, `npm test` does not. */
export const LONG = process.env.TEST_SIZE === 'long';
