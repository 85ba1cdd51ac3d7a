// What is typed in a whole course, form by form, with the fields each form needs.
export const today = new Date().toISOString().slice(0, 10);
export const later = (days) => new Date(Date.now() + days * 86400000).toISOString().slice(0, 10);
// `5 Jun 2026`, as pages spell it.
export const spelled = (date) => {
  const month = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")[Number(date.slice(5, 7)) - 1];
  return `${Number(date.slice(8))} ${month} ${date.slice(0, 4)}`;
};
// A date field takes digits in the order of the browser's locale: month, day, year.
export const digits = (date) => date.slice(5, 7) + date.slice(8, 10) + date.slice(0, 4);

export const suitability = {
  risk_asked: ["yes"], risk_answer: "None.", risk_disclosed: ["no"], alternatives_offered: "Medication\nCBT",
  preference: "To talk about what happened.", decision: ["accept"], reason: "It fits.",
};
export const assessment = {
  presenting_problem: "Everything is grey.", symptoms: "Low mood\nPoor sleep",
  onset: digits(later(-120)), suicidality_now: "None.",
};
export const diagnosis = { name: "a depressive episode", system: ["icd_11"], diagnosed_by: "Ruth", told_on: digits(today) };
export const sickRole = { illness_named: "A depression.", explanation: "Mood and events drive each other." };
export const formulation = {
  diagnosis_in_words: "a depression", began: "four months ago", precipitant: "the move",
  mood_and_event: "less people, less mood", area: ["role_transition"],
  why_this_area: "it began with the move", target: "finding your feet here",
};
export const focus = { primary: ["role_transition"], criteria: "Onset after the move.", client_agrees: ["yes"] };
export const contract = {
  sessions: "12", minutes: "50", frequency: ["weekly"], planned_end: digits(later(84)),
  focus_in_words: "Finding my feet.", if_no_better: "We look at it half way.",
  confidentiality_and_limits: "Stays here, except in danger.", risk_plan: "Crisis contacts.",
};
export const note = (n) => ({
  opening_answer: `Week ${n} was mixed.`, answer_kind: ["mood"],
  link_text: "An empty Sunday, and a low Monday.", risk: "Asked: none.", risk_disclosed: ["no"], sessions_left_said: ["yes"],
});
export const incident = {
  what: "Flats nearer the river", on: digits(today), trigger: "He opened the page.", before: ["5"], after: ["2"], typical: ["yes"],
};
export const communication = {
  "exchange.0.speaker": ["other"], "exchange.0.said": "Shall we look at flats?",
  "exchange.1.speaker": ["client"], "exchange.1.said": "If you like.", another_version: "I need ten minutes first.",
};
export const decision = {
  wanted: "To teach again.", "options.0.what": "Leave it as it is", "options.0.feasible": ["9"],
  "options.1.what": "Supply teaching", "options.1.chosen": ["yes"], first_step: "Ring the office.",
};
export const review = {
  change_in_clients_words: "I sleep again.", focus_still_right: ["yes"], sessions_left_said: ["yes"],
};
export const ending = { feelings: "Sad and proud.", gains: "you ring your sister again", clients_account: "I was allowed to miss it" };
export const plan = {
  agreed_on: digits(today),
  signs_watch: "I put off ringing", signs_act: "Silent for a day", signs_urgent: "Dark thoughts",
  what_helped: "Talking", people_to_tell: "Ida", re_entry: "I ring the practice.", crisis_contacts: "112",
};
export const outcome = { result: ["remission"], account: "18 to 4.", maintenance: ["agreed"] };
export const maintenance = {
  aim: "Stay well.", focus_in_words: "Being new.", frequency: ["monthly"], sessions: "1",
  starts_on: digits(today), ends_on: digits(later(60)), step_up_trigger: "Two bad weeks.",
  agreed_with_client: ["yes"], medication_needed_for_remission: ["no"],
};
export const passphrase = "a passphrase of several words";
