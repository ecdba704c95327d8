/** Seeds that once broke a promise, each with what it found: run every time. */
export const PINNED: readonly number[] = [
  // Somebody signed out while their line was being taken in.
  189,
  // Somebody's right ended between their being let in and their entering the room.
  0, 8, 29,
  // A client that asked for the text while it read nothing was given a piece of it.
  115,
  // A projection that the disk did not take was not tried again.
  17, 148,
  // Presence was told to somebody whose right had ended, while the disk held everything up.
  1714,
  // An acknowledgement under way when an older backup was restored.
  300
];
