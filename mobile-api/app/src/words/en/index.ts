import { common } from "./common";
import { enrol } from "./enrol";
import { finish } from "./finish";
import { listen } from "./listen";
import { safety } from "./safety";
import { settings } from "./settings";
import { walk } from "./walk";

/** Every text of the app, in English: the source of the type `Words`. */
export const en = { common, enrol, walk, listen, safety, finish, settings };
