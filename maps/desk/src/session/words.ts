/** Every text about signing in. */
export const words = {
  opening: "Opening the desk",
  notIn: "Not signed in",
  how: "You sign in with a link that lets one browser in, once. Ask the person who runs your hub for a new one.",
  lost: "Please sign in again",
  lostHow: "Your time at the desk is over. What you typed is still here, and you go on where you were.",
  paste: "Sign-in link or code",
  signIn: "Sign in",
  elsewhere: "I signed in in another tab",
  noCode: "This is neither a sign-in link nor a code.",
  still: "This browser is still not signed in.",
};
