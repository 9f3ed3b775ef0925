/** The recorded run state by state, for a film. */
import type { Progress } from "../engine/types.js";
import type { AxedView, Look } from "./pictures.js";
import type { Answered } from "./questions.js";

/** One state of the recorded run. */
export interface FilmRequest extends Look {
  /** Which of the states, from 0. */
  at: number;
  /** Side of the picture in grid cells. */
  side: number;
}

export interface FilmFrame {
  progress: Progress;
  view: AxedView;
  /** What the picture is drawn from besides. */
  answers: Answered[];
}
