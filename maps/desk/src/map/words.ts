/** Every text of the maps. */
export const words = {
  closer: "Closer",
  wider: "Wider",
  whole: "All of it",
  cannot: "This browser cannot draw the map. The table says the same.",
  credit: "© OpenStreetMap contributors · Office for National Statistics, OGL v3.0 · Contains OS data © Crown copyright and database right",
};
