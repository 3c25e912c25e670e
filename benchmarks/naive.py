"""The service anyone would write: FastAPI, instructor, one prompt, no checks. What `serving.py` compares with."""

# ruff: noqa: D101 - as short as anyone would write it
import os
from typing import Literal

import instructor
from fastapi import FastAPI
from openai import AsyncOpenAI
from pydantic import BaseModel


class Headline(BaseModel):
    statement: str
    sentences: list[int]


class KeyFact(BaseModel):
    statement: str
    status: Literal["done", "ongoing", "scheduled", "expected", "alleged", "disputed"]
    sentences: list[int]


class Position(BaseModel):
    statement: str
    topic: int | None
    stance: Literal["supports", "opposes", "conditional", "neutral"] | None
    quote: str | None
    reported_by: str | None
    sentences: list[int]


class Party(BaseModel):
    name: str
    kind: Literal["person", "government", "organisation", "group", "other"]
    role: str | None
    represents: str | None
    sentences: list[int]
    positions: list[Position]


class OpenQuestion(BaseModel):
    question: str
    reason: Literal["unanswered", "disputed", "pending", "conditional", "not_reported"]
    sentences: list[int]


class Brief(BaseModel):
    headline: Headline
    key_facts: list[KeyFact]
    topics: list[str]
    parties: list[Party]
    open_questions: list[OpenQuestion]


class Article(BaseModel):
    text: str


app = FastAPI()
client = instructor.from_openai(AsyncOpenAI())


@app.post("/v1/briefs")
async def brief(article: Article) -> Brief:
    result: Brief = await client.chat.completions.create(
        model=os.environ["PRECIS_MODEL"],
        response_model=Brief,
        messages=[
            {
                "role": "system",
                "content": "Extract the key facts, the parties and their positions, and open questions.",
            },
            {"role": "user", "content": article.text},
        ],
    )
    return result
