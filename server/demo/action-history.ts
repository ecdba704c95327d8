/**
 * What was done with each action after it was raised, in the order in which it was done. Owners
 * report progress; the clerk closes, moves and reassigns, as the meetings decided.
 */
import type { RagState } from '#domain/action.ts';
import type { DemoActionEvent, DemoOwner } from './content.ts';
import type { PersonKey } from './people.ts';

export const ACTION_HISTORY: readonly DemoActionEvent[] = [
  progress(
    'venue-guidance',
    '2026-02-09T11:20:00Z',
    'joelHendry',
    'onSchedule',
    'Draft agreed with both districts. Going to parish councils next week.'
  ),
  progress(
    'venue-guidance',
    '2026-02-20T16:02:00Z',
    'owenTranter',
    'completed',
    'Sent to every parish council today. Nine village halls have put it into their terms.'
  ),
  progress(
    'training-form',
    '2026-02-24T09:15:00Z',
    'grahamOstler',
    'happeningButBehind',
    'Partners count in four different ways. I will ask the Board for time to try a form.'
  ),
  closed('venue-guidance', '2026-03-12T17:05:00Z', 'Agreed by the Board on 12 March 2026.'),
  moved(
    'training-form',
    '2026-03-12T17:07:00Z',
    '2026-05-29',
    'The Board gave time for the form to be tried with two partners.'
  ),
  progress(
    'district-leads',
    '2026-04-14T10:45:00Z',
    'danielOkonjo',
    'onSchedule',
    'Brindlow has named its community safety manager. South Tarrow decides on 22 April.'
  ),
  progress(
    'district-leads',
    '2026-04-23T08:50:00Z',
    'owenTranter',
    'completed',
    'South Tarrow has named its housing services manager. Both leads are in post.'
  ),
  progress(
    'confidence-survey',
    '2026-05-18T13:30:00Z',
    'simoneCharlery',
    'happeningButBehind',
    'Questions are ready. Three services ask us to wait until after their staff surveys.'
  ),
  progress(
    'training-form',
    '2026-05-27T14:00:00Z',
    'grahamOstler',
    'completed',
    'All nine partners have agreed the form. One side of a page.'
  ),
  progress(
    'concern-page',
    '2026-06-02T09:40:00Z',
    'joelHendry',
    'onSchedule',
    'The Reference Group has read the draft. Changes are being made.'
  ),
  closed('training-form', '2026-06-11T16:20:00Z', 'Agreed by the Board on 11 June 2026.'),
  closed('district-leads', '2026-06-11T16:21:00Z', 'Agreed by the Board on 11 June 2026.'),
  moved(
    'confidence-survey',
    '2026-06-11T16:23:00Z',
    '2026-08-28',
    'The Board preferred to wait for the annual staff surveys of three services.'
  ),
  progress(
    'try-the-page',
    '2026-06-18T19:10:00Z',
    'harjitBassan',
    'completed',
    'Tried with a lunch club and a sewing group. Both found it clear.'
  ),
  progress(
    'concern-page',
    '2026-06-26T11:00:00Z',
    'joelHendry',
    'completed',
    'Published today. The five older pages are withdrawn and their addresses lead to it.'
  ),
  progress(
    'winter-room',
    '2026-08-11T10:25:00Z',
    'bridgetAmoako',
    'completed',
    'Old Station Hall is booked: level throughout, last bus at 9:15pm.'
  ),
  closed('try-the-page', '2026-08-27T19:02:00Z', 'Agreed by the Group on 27 August 2026.'),
  closed('winter-room', '2026-08-27T19:03:00Z', 'Agreed by the Group on 27 August 2026.'),
  progress(
    'plan-consultation',
    '2026-08-31T12:15:00Z',
    'aminaWarsame',
    'completed',
    'The Group met on 27 August and 146 people answered at summer events.'
  ),
  progress(
    'practice-training',
    '2026-09-01T08:30:00Z',
    'nasreenHolloway',
    'behindOrNotHappening',
    'No existing return holds the figure. The new partners’ form could ask for it.'
  ),
  progress(
    'college-induction',
    '2026-09-04T15:20:00Z',
    'catrinBevan',
    'completed',
    'Given to 2,310 students in the first week of term at both colleges.'
  ),
  progress(
    'confidence-survey',
    '2026-09-07T09:00:00Z',
    'simoneCharlery',
    'happeningButBehind',
    'Sent on 24 August. Fewer than half of the replies we expect have come in.'
  ),
  closed('concern-page', '2026-09-10T16:10:00Z', 'Agreed by the Board on 10 September 2026.'),
  closed('college-induction', '2026-09-10T16:11:00Z', 'Agreed by the Board on 10 September 2026.'),
  closed('plan-consultation', '2026-09-10T16:12:00Z', 'Agreed by the Board on 10 September 2026.'),
  dropped(
    'practice-training',
    '2026-09-10T16:12:00Z',
    'The new partners’ form asks for the figure.'
  ),
  moved(
    'confidence-survey',
    '2026-09-10T16:14:00Z',
    '2026-11-30',
    'The survey stays open until November because replies were few.'
  ),
  progress(
    'members-briefing',
    '2026-10-05T14:30:00Z',
    'tomaszWrona',
    'behindOrNotHappening',
    'A draft is with those who must agree it. No date for their answer yet.'
  ),
  progress(
    'worship-visits',
    '2026-10-12T10:05:00Z',
    'alisonThwaite',
    'happeningButBehind',
    'Two of the four have been visited. The other two wait for an officer.'
  ),
  progress(
    'second-returns',
    '2026-10-15T16:45:00Z',
    'grahamOstler',
    'completed',
    'All nine returns are in, two of them late. The figures come to the December meeting.'
  ),
  reassigned('gaming-risk', '2026-10-20T09:10:00Z', ['joelHendry', 'anitaRawal']),
  progress(
    'young-summary',
    '2026-10-28T18:20:00Z',
    'aminaWarsame',
    'onSchedule',
    'Six young people have written a first draft. The Group reads it on 3 December.'
  ),
  progress(
    'worship-visits',
    '2026-11-02T11:50:00Z',
    'anitaRawal',
    'behindOrNotHappening',
    'The officer who makes the visits is on other duty until January. I am looking for cover.'
  ),
  progress(
    'confidence-survey',
    '2026-11-04T10:00:00Z',
    'simoneCharlery',
    'onSchedule',
    '1,480 replies. The report for December is being written.'
  ),
  progress(
    'youth-pictures',
    '2026-11-05T17:30:00Z',
    'kieranMossop',
    'onSchedule',
    'The Youth Council has seen twelve pictures and will vote on 25 November.'
  ),
  progress(
    'parent-evenings',
    '2026-11-10T09:25:00Z',
    'danielOkonjo',
    'happeningButBehind',
    'The first evening was held on 5 November, with 64 people. The second is on 26 November.'
  ),
  progress(
    'gaming-risk',
    '2026-11-12T15:15:00Z',
    'joelHendry',
    'onSchedule',
    'Wording agreed with the police. One paragraph to check.'
  ),
  progress(
    'benchmark-evidence',
    '2026-11-16T11:35:00Z',
    'owenTranter',
    'onSchedule',
    'South Tarrow’s evidence is in for five benchmarks of eight.'
  )
];

function progress(
  action: string,
  at: string,
  by: PersonKey,
  rag: RagState,
  text: string
): DemoActionEvent {
  return { action, at, by, command: { type: 'update-action', rag, text } };
}

function closed(action: string, at: string, text: string): DemoActionEvent {
  return byClerk(action, at, { type: 'close-action', as: 'closed', text });
}

function dropped(action: string, at: string, text: string): DemoActionEvent {
  return byClerk(action, at, { type: 'close-action', as: 'noLongerRequired', text });
}

function moved(action: string, at: string, dueOn: string, reason: string): DemoActionEvent {
  return byClerk(action, at, { type: 'reschedule-action', dueOn, reason });
}

function reassigned(action: string, at: string, owners: readonly DemoOwner[]): DemoActionEvent {
  return byClerk(action, at, { type: 'assign-action', owners });
}

function byClerk(action: string, at: string, command: DemoActionEvent['command']): DemoActionEvent {
  return { action, at, by: 'bridgetAmoako', command };
}
