/** The way in: code, principles, practice. */
export const enrol = {
  welcome: "Welcome to Doorstep",
  what: "This app helps you listen to neighbours at their doors. It works without signal.",
  step: (n: number, of: number) => `Step ${n} of ${of}`,
  chooseLanguage: "Choose your language",
  goOn: "Go on",

  code: {
    title: "Your code",
    ask: "Ask your lead for a code. Scan it with the camera of your phone, or put it in here.",
    field: "Code or link",
    paste: "Paste",
    use: "Use this code",
    working: "Checking the code",
    again: "Try again",
    other: "Put in another code",
    /** What to do, after the sentence that says what happened. */
    then: {
      no_signal: "Go to where there is signal. Then press “Try again”. A code lives for ten minutes.",
      not_our_server: "Open the Wi-Fi's sign-in page, or turn Wi-Fi off. Then press “Try again”.",
      server_trouble: "Wait a minute. Then press “Try again”.",
      storage_denied: "Open the link in the normal browser. Then press “Try again”.",
      new_code: "Your lead can make a new code in a few seconds.",
    },
    practise: "Practise without a code",
  },

  principles: {
    title: "How we do it",
    lead: "Eight promises. Everybody who goes out makes them.",
    /** Each a short line, and one that says more. */
    list: {
      who: { short: "Say who we are", more: "Say your name and the name of our group. Say why you are there." },
      listen: { short: "Listen first", more: "We do not sell, collect money or ask for votes." },
      outside: { short: "Do not go in", more: "Stay outside, even when people ask you in." },
      promise: { short: "Do not promise", more: "Say only what you know. Do not say that something will happen." },
      respect: { short: "A no is a no", more: "Go on at once. Do not knock where a sticker says so." },
      notes: { short: "No people in notes", more: "Write what was said. Do not write names, numbers, illnesses or anything that shows who it was." },
      pairs: { short: "Go in pairs", more: "Somebody always knows where you are and when you will be back." },
      help: { short: "Call for help", more: "If you do not feel safe, go. You need no reason. In danger call 999." },
    },
    private: "What you hear stays with the group. It is never talk for the pub or for the internet.",
    accept: "I will do this",
  },

  practice: {
    title: "You are in",
    hello: (name: string, hub: string) => `Hello, ${name}. You are with ${hub}.`,
    pretend: "Practise at home",
    why: "Ten pretend doors. Nothing that you do there is handed in. Stop when you like.",
    start: "Practise now",
    stop: "Stop practising",
    running: "You are practising. Nothing is handed in.",
    toDoors: "Go to the pretend doors",
    skip: "Go to my list",
  },

  /** Whether the browser keeps what is saved. */
  storage: {
    title: "Is my work safe on this phone?",
    kept: "Yes. This phone keeps the app's work until it is handed in.",
    notKept: "Nearly. When this phone is very full, it may clear the app's work. Add the app to your home screen, and keep some room free.",
    unknown: "The phone has not said yet.",
    how: "To add the app: open the browser's menu and choose “Add to Home screen” or “Install”.",
  },

  readAloud: "Read aloud",
  stopReading: "Stop reading",
};
