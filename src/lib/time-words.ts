/** An item's time in whole minutes: nothing in the room is to count down second by second. */
const MINUTE = 60;

const minutes = (count: number): string => (count === 1 ? '1 minute' : `${count} minutes`);

/** "8 minutes left", "Time is up", "2 minutes over"; `left` is in seconds. */
export function timeLeftWords(left: number): string {
  if (left > 0) return `${minutes(Math.ceil(left / MINUTE))} left`;
  const over = Math.floor(-left / MINUTE);
  return over === 0 ? 'Time is up' : `${minutes(over)} over`;
}

/** "12 of 20 min", or "12 min" where the agenda gave the item no time; `spent` is in seconds. */
export function timeSpentWords(spent: number, minutesAllotted: number | null): string {
  const gone = Math.floor(spent / MINUTE);
  return minutesAllotted === null ? `${gone} min` : `${gone} of ${minutesAllotted} min`;
}
