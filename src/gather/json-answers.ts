// Answers that are kept as JSON.
import type { Answers } from '../model/answers.js';

/** What was kept under a question; undefined where nothing was. */
export function readAnswer<T>(answers: Answers, question: string): T | undefined {
  const answer = answers.get(question);
  return answer && (JSON.parse(answer.toString('utf8')) as T);
}

/** Keeps it. */
export function keepAnswer<T>(answers: Answers, question: string, answer: T): void {
  answers.add(question, Buffer.from(JSON.stringify(answer), 'utf8'));
}
