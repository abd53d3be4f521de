import themes from "../../../../themes/en.json";
import { counted } from "..";

/** A talk, written down; the guard on notes; contact details. */
export const listen = {
  title: "What was said",
  at: (place: string) => `At ${place}`,
  gone: "This talk is saved.",
  toDoors: "Back to the doors",

  voices: {
    question: "First time one of us has listened to you?",
    person: (n: number) => `Person ${n}`,
    more: "One more person",
    count: (n: number) => counted("en", n, { one: "# person spoke", other: "# people spoke" }),
    most: "Four people at most. More is a group: tell your lead.",
  },

  said: {
    title: "What did they say?",
    love: "They love",
    concern: "They worry about",
    idea: "They have an idea for",
    offer: "They could give",
    all: "All themes",
    fewer: "Fewer themes",
    search: "Find a theme",
    nothing: "No theme has this name. Choose “Something else”.",
    chosen: (themes: string) => `Chosen: ${themes}`,
  },

  offers: {
    question: "What could they give?",
    time: "Time",
    skill: "A skill",
    space: "Space",
    things: "Things",
    other: "Other",
  },

  /** The short names on the chips, by the codebook's codes. */
  themes,

  interest: {
    question: "How many want to take part?",
    none: "None",
  },

  spoken: {
    question: "Which language did you speak?",
    none: "Not said",
  },

  note: {
    title: "Note",
    hint: "Write what was said, in any language. Or press the microphone of your keyboard and speak. No names, no numbers.",
    quote: "They agreed that we may quote their words",
    left: (n: number) => counted("en", n, { one: "# letter left", other: "# letters left" }),
  },

  guard: {
    warning: "This may show who it was:",
    kinds: {
      name: "somebody's name",
      number: "phone or other number",
      email: "e-mail address",
      postcode: "postcode",
      house: "house or flat number",
      web: "name on the internet",
      birth: "date of birth",
    },
    takeOut: "Take it out",
    keep: "Keep it, it shows nobody",
    onSave: "If you do nothing, it is taken out when you save.",
    done: "Taken out. Look once more for names.",
    contact: "To keep in touch, use “Keep in touch” below. It locks the number away.",
  },

  keepInTouch: "Keep in touch",
  keepInTouchWhy: "Only if they ask for it",
  saveNext: "Save and next door",
  saveBack: "Save",
  later: "Finish later",
  laterWhy: "Everything is kept. The door has a dot until you finish.",

  contact: {
    title: "Keep in touch",
    onlyAsked: "Only if the person asked for it.",
    noKey: "Your hub cannot take contact details in the app yet. Give the person our card instead.",
    promiseTitle: "1. Read this out, or show it",
    promiseLanguage: "Language of the promise",
    purposesTitle: "2. What may we do?",
    purposes: {
      follow_up: "Answer you about what you said",
      invite: "Invite you to meetings and events",
      news: "Send you our news",
    },
    detailsTitle: "3. How do we reach you?",
    name: "Name",
    phone: "Phone",
    email: "E-mail",
    post: "Postal address",
    one: "One of phone, e-mail or post is enough.",
    consentTitle: "4. The person says yes",
    seal: "Lock it away",
    sealing: "Locking",
    sealed: "Locked. Nobody can read it on this phone any more.",
    sealedMore: "It opens only in your hub's safe. If the person changes their mind, tell your lead.",
    another: "One more person",
    missing: {
      purpose: "Choose at least one thing that we may do.",
      name: "Write a name.",
      reach: "Write a phone number, an e-mail address or a postal address.",
      consent: "The person has to say yes first.",
    },
    /** The promise itself: read to the resident, in the resident's language. Its id is `contact-1`. */
    promise: {
      keep: (hub: string) => `${hub} keeps your name and how to reach you in a locked place. It is kept apart from what you told us.`,
      use: "We use it only for what you choose here. We do not sell it or give it to anybody.",
      stop: "Tell us to stop at any time, and we delete it. If you and we are not in touch for six months, it is deleted too.",
      complain: "You can ask what we hold about you. You can complain to us, or to the Information Commissioner (ico.org.uk).",
      yes: "Yes, you may keep my details for this.",
    },
  },
};
