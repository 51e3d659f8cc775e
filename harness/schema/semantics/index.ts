/** The semantic layer's door: what the schemas cannot say about a payload. */
export { semanticProblems } from './semantic-problems.js';
