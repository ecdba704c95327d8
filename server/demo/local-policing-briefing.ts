import type { DemoItem } from './content.ts';

/** The one private item of June. Its title is neutral on purpose: anybody may read it. */
export const LOCAL_POLICING_BRIEFING: DemoItem = {
  title: 'Local policing briefing',
  kind: 'verbalUpdate',
  purpose: 'note',
  presenter: 'tomaszWrona',
  minutesAllotted: 20,
  part2: {
    paragraphs: [7],
    ground: `An open discussion would show those it concerns what the police know and plan, which
      outweighs the interest of the public in hearing it.`
  },
  note: 'A spoken briefing. Nothing will be handed out or shown on a screen.',
  minute: [
    `The Board received a spoken briefing on the pattern of concern in the county over the past
      year and on the confidence that could be placed in it. No case was described, and no
      person, address or group was named.`,
    `Members asked how far the briefing bore out the four priorities of the draft plan. They
      were told that it supported all four. The second, on young people online, might need to
      come sooner and with more staff than the draft allowed for.`,
    `The Director of Adults and Communities asked what elected members outside the Board could
      be told. It was agreed that they ought to have a short version that could be read in
      private session at their own councils.`,
    {
      resolved: [
        `That the tasks under the second priority be brought forward by one quarter in the plan
          that comes for approval.`
      ]
    },
    {
      action: {
        key: 'members-briefing',
        wording: 'Prepare a version of the briefing for elected members of the three councils.',
        owners: ['tomaszWrona'],
        dueOn: '2026-10-30'
      }
    }
  ]
};
