/** The semantic layer's door: what the schemas cannot say about a payload. */
export { type SemanticProblem } from './concern.js';
export { semanticProblems } from './semantic-problems.js';
