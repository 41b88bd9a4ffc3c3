import type { Sourced, Span } from "../text.ts";

export interface PrismaTree {
  readonly text: string;
  readonly errors: readonly Sourced<string>[];
}
export const parsePrisma = (text: string): PrismaTree => ({ text, errors: [] });
export const prismaComments = (_: PrismaTree): Span[] => [];
