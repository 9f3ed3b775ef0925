/** The product's own page: one playground that fills the window. */
import "./embed/gradient-playground.js";
