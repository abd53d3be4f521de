import { counted } from "..";
import type { HandInTrouble } from "../../phone/face";

/** The end of a shift, and what waits to be handed in. */
export const finish = {
  end: {
    title: "End the shift",
    unfinished: (n: number) => counted("en", n, { one: "# talk is not finished", other: "# talks are not finished" }),
    unfinishedWhy: "Finish it now, or leave it. A talk that you leave is not counted.",
    finish: "Finish",
    leave: "Do not count it",
    left: "Left out.",
    elsewhere: "A talk away from doors",
    walked: "Which lists are done?",
    walkedWhy: "A list that is not done goes to somebody else.",
    doorsLeft: (n: number) => counted("en", n, { one: "# door left", other: "# doors left" }),
    noDoorsLeft: "No doors left",
    press: "End the shift",
    goOn: "Go on walking",
    noShift: "No shift is running.",
  },

  done: {
    title: "Thank you",
    thanks: "Thank you for listening today. People were heard because you went.",
    all: "Everything is handed in. You can put the phone away.",
    some: "The rest waits for signal. It is safe on this phone and goes by itself. Open the app once when you are at home.",
    back: "Back to the start",
  },

  talks: {
    title: "Your talks",
    none: "You wrote down no talk this time. Knocking counts too: people know that we come.",
    people: (n: number) => counted("en", n, { one: "You listened to # person.", other: "You listened to # people." }),
    love: (themes: string) => `They love: ${themes}.`,
    concern: (themes: string) => `They worry about: ${themes}.`,
    idea: (themes: string) => `They have ideas for: ${themes}.`,
    offer: (themes: string) => `They could give something for: ${themes}.`,
    interest: (n: number) => counted("en", n, { one: "# person wants to take part.", other: "# people want to take part." }),
    correct: "Correct",
    one: (n: number) => `Talk ${n}`,
    noted: "You wrote a note.",
  },

  reflect: {
    title: "Three questions",
    why: "For you and your lead. Answer what you like. No names.",
    wentWell: "What went well?",
    wasHard: "What was hard?",
    nextTime: "What will you do next time?",
    save: "Save my answers",
    saved: "Saved. Thank you.",
  },

  waiting: {
    title: "To hand in",
    none: "Nothing waits. All is handed in.",
    count: (n: number) => counted("en", n, { one: "# record waits on this phone.", other: "# records wait on this phone." }),
    safe: "It is safe here. It goes by itself when there is signal.",
    last: (time: string) => `Last handed in: ${time}`,
    never: "Nothing was handed in from this phone yet.",
    oldest: (time: string) => `The oldest has waited since ${time}.`,
    busy: "Handing in",
    /** Why handing in does not work now. */
    troubles: {
      no_signal: "There is no signal now. It goes by itself later.",
      not_our_server: "This Wi-Fi wants you to sign in first. Open its page, or turn Wi-Fi off.",
      server_trouble: "The server has a problem. The app tries again by itself.",
      busy: "The server has much to do. The app tries again by itself.",
      too_old: "This app is too old. Connect to the internet, close the app and open it again.",
      signed_out: "This phone is signed out. Ask your lead for a new code. Your work is safe here.",
    } satisfies Record<NonNullable<HandInTrouble>, string>,
    held: (n: number) => counted("en", n, { one: "# record arrived, and your lead will look at it.", other: "# records arrived, and your lead will look at them." }),
    rejected: (n: number) =>
      counted("en", n, {
        one: "# record could not be taken. It stays on this phone. Show it to your lead.",
        other: "# records could not be taken. They stay on this phone. Show them to your lead.",
      }),
    file: "Save my unsent work to a file",
    fileWhen: "If handing in does not work, save your work to a file and give the file to your lead. Only your hub can open it.",
    fileSaved: (name: string) => `Saved as ${name}. Give it to your lead. Your work stays here too.`,
    fileMaking: "Making the file",
  },

  revoked: {
    title: "This phone is signed out",
    what: "Your hub signed this phone out. Its doors are gone from it.",
    sealed: "What you had not handed in is locked. Nobody can read it on this phone. Only your hub can open it.",
    handIn: "Press “Hand in now” to send it locked. Or save it to a file for your lead.",
    done: "Nothing waits here. You can take the app off this phone.",
    again: "To walk again, ask your lead for a new code.",
  },
};
