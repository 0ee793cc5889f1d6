export const settings = { menu: "Specter" }
