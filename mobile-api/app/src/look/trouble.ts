import { Trouble, type TroubleCode } from "../phone/face";

/** Why a command was not carried out, as the words know it. */
export function troubleOf(error: unknown): TroubleCode {
  return error instanceof Trouble ? error.code : "unexpected";
}
