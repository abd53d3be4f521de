/** Safety: one press away for the whole shift. */
export const safety = {
  title: "Safety",
  noShift: "No shift is running, so nobody is watching the time now. Start a shift first.",
  notPolice: "Doorstep does not call the police. In danger, call 999 yourself.",
  practice: "This is practice. Nobody is told.",

  watch: {
    buddy: (name: string) => `${name} watches your time.`,
    noBuddy: "Nobody is named as your buddy. Tell somebody when you will be back.",
    back: (time: string) => `Back by ${time}`,
    late: (time: string) => `You meant to be back by ${time}.`,
    later: "15 minutes later",
    sooner: "15 minutes sooner",
    what: "Ten minutes after that time the app asks how you are. Ten minutes later your buddy is told. Then your lead, with your last street.",
    street: "The street where you are",
    noStreet: "Not said",
    checkIn: "We are well",
    checkedIn: (time: string) => `You said that you are well at ${time}.`,
    saved: "Saved. It is handed in as soon as there is signal.",
  },

  help: {
    press: "I need help",
    quiet: "No sound. Your buddy and your lead are told at once, with your last street.",
    waiting: "Not sent yet: there is no signal. Call, or send the text message below.",
    sent: "Your call for help has arrived. Your buddy and your lead are being told.",
    well: "All is well again",
    wellDone: "Good. Your lead will hear that all is well.",
    codeWord: "Our code word was said",
    codeWordWhy: "Your team has a word that means “I need help”. If you hear it or say it, press here. It does the same as “I need help”.",
  },

  call: {
    title: "Call",
    emergency: "999 in danger",
    silent: "If you cannot speak: call 999 from your mobile, wait, then press 55.",
    uses: { buddy: "Your buddy", lead: "Your lead", safeguarding: "Safeguarding lead", other: "Other" },
    none: "Your hub has given no numbers yet. Ask your lead, and save them in your phone.",
  },

  sms: {
    title: "Text message",
    why: "Works without internet. It opens ready to send.",
    to: (name: string) => `To ${name}`,
    help: "HELP",
    late: "LATE",
    ok: "OK",
    helpLabel: "I need help",
    lateLabel: "We are late",
    okLabel: "We are well",
  },

  card: {
    title: "What to do",
    unsafe: {
      title: "You do not feel safe",
      text: "Go away now, to where people are. You need no reason. Leave your things. If you are in danger, call 999.",
    },
    in: {
      title: "Somebody asks you in",
      text: "Do not go in. Say: “Thank you, I stay outside. That is our rule.”",
    },
    anger: {
      title: "Somebody is angry",
      text: "Do not argue. Say: “I am sorry, I will go now.” Then go. Record the door as “It felt unsafe: I left”.",
    },
    dog: {
      title: "A dog",
      text: "Do not open the gate. Stand still, do not run. Move back slowly. Nothing through the letterbox with your fingers.",
    },
    child: {
      title: "A child is alone at the door",
      text: "Ask for a grown-up. If there is none, say goodbye and go. Ask no questions. If the child is in danger, call 999.",
    },
    risk: {
      title: "Somebody is being hurt or is at risk",
      text: "Listen. Do not promise to keep it secret. Do not write it in the app. If it is happening now, call 999. Then tell the safeguarding lead today.",
      tell: (name: string) => `Safeguarding lead: ${name}`,
      nobody: "Your hub has not named its safeguarding lead here. Tell your own lead today.",
    },
    upset: {
      title: "A talk was hard for you",
      text: "Stop for a while. Talk to your partner. Tell your lead today. You may end the shift at any time.",
    },
  },
};
