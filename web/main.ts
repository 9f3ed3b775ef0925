/** The product's own page: one playground that fills the window. */
import "./elements/gradient-playground.js";
