/** What can be commented on, as the minutes on the page have it. */
export type CommentPlace = {
  readonly itemId: string;
  /** The id of the heading of its minute. */
  readonly anchor: string;
  /** "19. Communications strategy" */
  readonly label: string;
};

/** "Comments (4)" */
export const commentsTitle = (open: number): string =>
  open === 0 ? 'Comments' : `Comments (${open})`;
