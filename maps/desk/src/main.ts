import { mount } from "svelte";
import Desk from "./Desk.svelte";
import "./look/look.css";

const target = document.getElementById("page");
if (target) mount(Desk, { target });
