import { mount } from "svelte";
import "./look/look.css";
import Start from "./Start.svelte";
import { install } from "./update";

const target = document.getElementById("page");
if (target) mount(Start, { target });
void install();
