// State machines of AWS Step Functions. Traps AS-1 … AS-13 of the platform are named where a rule could fall into them.
import { describe, expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../server/src/core/config.ts";
import { apply } from "../server/src/core/edit.ts";
import { source } from "../server/src/core/example.ts";
import { fixed, found, JOB, type Json, judge, machine, models, nodeOf, PATH, RETRY, task } from "./asl.ts";

describe("recognition", () => {
  const one = machine({ Only: task("sns:publish") });
  test.each([
    ["by its path", PATH, one],
    ["by what it says", "infra/statemachine/order.json", one],
    ["in YAML", "order.yaml", "StartAt: A\nStates:\n  A:\n    Type: Succeed\n"],
    ["with comments", "order.asl.jsonc", `// ours\n${one}`],
    ["broken, by its path", PATH, '{ "StartAt": "A", "States": { '],
  ])("%s", (_, path, text) => {
    expect(judge(text, path).dialect).toBe("aws-step-functions");
  });

  test.each([
    ["states of another kind", "statemachine/toggle.json", '{ "initial": "on", "states": { "on": {}, "off": {} } }'],
    ["a start without states", "statemachine/a.json", '{ "StartAt": "now" }'],
    ["states that have no type", "statemachine/a.json", '{ "StartAt": "A", "States": { "A": { "Next": "B" } } }'],
    ["other resources", "template.yaml", "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    # StartAt\n"],
  ])("%s is none of ours", (_, path, text) => {
    expect(judge(text, path).dialect).toBeUndefined();
  });

  test("machines in a template, one by one", () => {
    const text = source`
      Resources:
        One:
          Type: AWS::Serverless::StateMachine
          Properties:
            Definition:
              StartAt: A
              States: { A: { Type: Task, Resource: "arn:aws:states:::ecs:runTask.sync", End: true, Retry: [{}] } }
        Two:
          Type: AWS::StepFunctions::StateMachine
          Properties:
            StateMachineType: EXPRESS
            Definition:
              StartAt: A
              States: { A: { Type: Task, Resource: "arn:aws:states:::ecs:runTask", End: true } }
    `;
    expect(models(text, "template.yaml").length).toBe(2);
    expect(found(text, "template.yaml")).toEqual(["missing-timeout A"]);
    expect(fixed(text, "missing-timeout", "template.yaml")).toContain(
      "{ A: { Type: Task, TimeoutSeconds: 1800, Resource",
    );
  });

  test("machines of the plug-in for serverless.yml", () => {
    const text = source`
      stepFunctions:
        stateMachines:
          nightly:
            definition:
              StartAt: Load
              States:
                Load:
                  Type: Task
                  Resource: arn:aws:states:::batch:submitJob.sync
                  Retry: [{ ErrorEquals: [States.ALL] }]
                  End: true
    `;
    expect(found(text, "serverless.yml")).toEqual(["missing-timeout Load"]);
  });
});

describe("limits", () => {
  test("a job, a call back and an activity wait for ever", () => {
    const states = {
      Job: task(JOB, { ...RETRY, End: undefined, Next: "Ask" }),
      Ask: task("sns:publish.waitForTaskToken", { End: undefined, Next: "Work" }),
      Work: task("arn:aws:states:eu-west-1:123456789012:activity:pack"),
    };
    expect(found(machine(states))).toEqual(["missing-timeout Job", "missing-timeout Ask", "missing-timeout Work"]);
  });

  test("AS-1: a function has a limit of its own, and so has a request", () => {
    const states = {
      Run: task("lambda:invoke", { ...RETRY, End: undefined, Next: "Get" }),
      Get: task("http:invoke", RETRY),
    };
    expect(found(machine(states))).toEqual([]);
  });

  test("AS-3: a path or an expression is a limit", () => {
    for (const limit of [{ TimeoutSecondsPath: "$.t" }, { TimeoutSeconds: "{% $t %}" }, { HeartbeatSeconds: 60 }]) {
      expect(found(machine({ Ask: task("sqs:sendMessage.waitForTaskToken", limit) }))).toEqual([]);
    }
  });

  test("AS-4: a limit on the machine covers every state", () => {
    const inner = { ItemProcessor: { StartAt: "Job", States: { Job: task(JOB, RETRY) } } };
    expect(found(machine({ Each: { Type: "Map", ...inner, End: true } }, { TimeoutSeconds: 900 }))).toEqual([]);
  });

  test("AS-5: patterns are compared by their ending", () => {
    expect(found(machine({ Run: task("states:startExecution.sync:2", RETRY) }))).toEqual(["missing-timeout Run"]);
    expect(found(machine({ Run: task("states:startExecution") }))).toEqual([]);
  });

  test("AS-7: what a template fills in is a function; of what nobody knows nothing is said", () => {
    expect(found(machine({ Run: task("$" + "{PackFunctionArn}") }))).toEqual(["missing-retry Run"]);
    expect(found(machine({ Run: task("$" + "{PackActivity}") }))).toEqual(["missing-timeout Run"]);
    expect(found(machine({ Run: { Type: "Task", Resource: { "Fn::ImportValue": "x" }, End: true } }))).toEqual([]);
  });

  test("AS-8: tags of CloudFormation are read", () => {
    const text = source`
      StartAt: Run
      States:
        Run:
          Type: Task
          Resource: !Sub arn:\${AWS::Partition}:states:::ecs:runTask.sync
          Parameters: { Cluster: !GetAtt Cluster.Arn }
          Retry: [{ ErrorEquals: [States.ALL] }]
          End: true
    `;
    expect(found(text, "a.asl.yaml")).toEqual(["missing-timeout Run"]);
  });

  test("AS-11: a state that waits needs no limit", () => {
    expect(found(machine({ Wait: { Type: "Wait", Seconds: 900000, End: true } }))).toEqual([]);
  });

  const poll = (choices: Json[], more: Json = {}) =>
    machine({
      Pause: { Type: "Wait", Seconds: 30, Next: "Look" },
      Look: task("aws-sdk:rds:describeDBSnapshots", { End: undefined, Next: "Ready?" }),
      "Ready?": { Type: "Choice", Choices: choices, Default: "Pause", ...more },
      Done: { Type: "Succeed" },
      Lost: { Type: "Fail" },
    });
  const ready = { Variable: "$.status", StringEquals: "available", Next: "Done" };

  test("a poll that only success ends never ends", () => {
    expect(found(poll([ready]))).toEqual(["missing-timeout Look"]);
    const { findings } = judge(poll([ready]));
    expect(findings[0]?.message).toBe('"Look" has no time limit: a loop that waits in vain never ends; set a limit.');
    expect(fixed(poll([ready]), "missing-timeout")).toMatch(
      /^\{\n {2}"StartAt": "Pause",\n {2}"TimeoutSeconds": 1800,\n/,
    );
  });

  test("a poll that failure ends, or a count, or anything unknown, does end", () => {
    expect(found(poll([ready, { Variable: "$.status", StringEquals: "failed", Next: "Lost" }]))).toEqual([]);
    expect(found(poll([{ Variable: "$.tries", NumericGreaterThan: 9, Next: "Lost" }]))).toEqual([]);
    expect(
      found(poll([{ Variable: "$.status", StringEquals: "creating", Next: "Pause" }], { Default: "Done" })),
    ).toEqual([]);
  });
});

describe("retries", () => {
  test("functions, requests, models and jobs are tried once; AWS's own services are left alone", () => {
    const more = { TimeoutSeconds: 60, End: undefined };
    const states = {
      Run: task("lambda:invoke", { ...more, Next: "Get" }),
      Get: task("http:invoke", { ...more, Next: "Say" }),
      Say: task("bedrock:invokeModel", { ...more, Next: "Job" }),
      Job: task(JOB, { ...more, Next: "Put" }),
      Put: task("dynamodb:putItem", { ...more, Next: "Ask" }),
      Ask: task("lambda:invoke.waitForTaskToken", { TimeoutSeconds: 60 }),
    };
    expect(found(machine(states))).toEqual(["Run", "Get", "Say", "Job"].map((name) => `missing-retry ${name}`));
  });

  test("AS-2: no attempts are no retry, unless another retrier has some", () => {
    const none = { ErrorEquals: ["Busy"], MaxAttempts: 0 };
    expect(found(machine({ Run: task("lambda:invoke", { Retry: [none, { ErrorEquals: ["States.ALL"] }] }) }))).toEqual(
      [],
    );
    const text = machine({ Run: task("lambda:invoke", { Retry: [none] }) });
    expect(found(text)).toEqual(["ineffective-guard Run"]);
    expect(found(fixed(text, "ineffective-guard"))).toEqual([]);
  });

  test("AS-6: branches have names of their own, and a retry around them covers them", () => {
    const branch = { StartAt: "Run", States: { Run: task("lambda:invoke") } };
    const both = (more: Json) =>
      machine({ Both: { Type: "Parallel", Branches: [branch, branch], End: true, ...more } });
    expect(found(both({}))).toEqual(["missing-retry Run", "missing-retry Run"]);
    expect(found(both(RETRY))).toEqual([]);
    expect(nodeOf(both({}), "Both/1/Run")).toMatchObject({ inside: "Both", after: [], name: { value: "Run" } });
  });

  test("AS-9: a fix keeps JSON JSON, and YAML YAML", () => {
    const text =
      '{\r\n\t"StartAt": "Run",\r\n\t"States": {\r\n\t\t"Run": {\r\n\t\t\t"Type": "Task",\r\n\t\t\t"Resource": "arn:aws:states:::http:invoke",\r\n\t\t\t"End": true\r\n\t\t}\r\n\t}\r\n}\r\n';
    const after = fixed(text, "missing-retry");
    expect(JSON.parse(after).States.Run.Retry[0]).toMatchObject({ MaxAttempts: 3, IntervalSeconds: 2 });
    expect(after).toContain(
      'http:invoke",\r\n\t\t\t"Retry": [\r\n\t\t\t\t{\r\n\t\t\t\t\t"ErrorEquals": ["States.TaskFailed", "States.Timeout"],',
    );
    const yaml =
      "StartAt: Run\nStates:\n  Run:\n    Type: Task\n    Resource: arn:aws:lambda:eu-west-1:1:function:f\n    End: true\n";
    const yamlAfter = fixed(yaml, "missing-retry", "a.asl.yaml");
    expect(yamlAfter).toContain("    Retry:\n      - ErrorEquals:");
    expect([found(after), found(yamlAfter, "a.asl.yaml")]).toEqual([[], []]);
  });

  test("a request that changes something is not repeated blindly", () => {
    const post = (headers: Json) =>
      task("http:invoke", {
        Parameters: { ApiEndpoint: "https://example.com", Method: "POST", Headers: headers },
        ...RETRY,
      });
    expect(found(machine({ Pay: post({}) }))).toEqual(["retry-not-idempotent Pay"]);
    expect(found(machine({ Pay: post({ "Idempotency-Key.$": "$.id" }) }))).toEqual([]);
  });
});

describe("failures", () => {
  const caught = (catcher: Json, others: Record<string, Json>, more: Json = {}) =>
    machine({
      Do: task("lambda:invoke", {
        Catch: [{ ErrorEquals: ["States.ALL"], ...catcher }],
        End: undefined,
        Next: "Use",
        ...more,
      }),
      Use: { Type: "Pass", Next: "Done" },
      Done: { Type: "Succeed" },
      ...others,
    });

  test("AS-10: what is told to somebody, or fails in the end, is no silence", () => {
    expect(
      found(
        caught({ Next: "Tell" }, { Tell: task("sns:publish", { End: undefined, Next: "Bad" }), Bad: { Type: "Fail" } }),
      ),
    ).toEqual([]);
    expect(found(caught({ Next: "Bad" }, { Bad: { Type: "Fail" } }))).toEqual([]);
  });

  test("on the way of success the error is lost", () => {
    expect(found(caught({ Next: "Use", ResultPath: null }, {}))).toEqual(["silent-failure Do"]);
    expect(found(caught({ Next: "Skip it" }, { "Skip it": { Type: "Pass", End: true } }))).toEqual([]);
    const text = caught({ Next: "Nothing" }, { Nothing: { Type: "Pass", End: true } });
    expect(found(text)).toEqual(["silent-failure Do"]);
    const after = fixed(text, "silent-failure");
    expect(JSON.parse(after).States).toMatchObject({
      Do: { Catch: [{ Next: "Do failed" }] },
      "Do failed": { Type: "Fail" },
    });
    expect(found(after)).toEqual([]);
  });

  test("an error that is kept and looked at is none lost", () => {
    const look = {
      Type: "Choice",
      Choices: [{ Variable: "$.error.Cause", IsPresent: true, Next: "Done" }],
      Default: "Done",
    };
    expect(
      found(caught({ Next: "Use", ResultPath: "$.error" }, { Use: { Type: "Pass", Next: "Look" }, Look: look })),
    ).toEqual([]);
    expect(found(caught({ Next: "Use", ResultPath: "$.error" }, {}))).toEqual(["silent-failure Do"]);
    expect(found(caught({ Next: "Use", Output: "{% $states.errorOutput %}" }, {}))).toEqual([]);
  });

  test("some errors are expected, some ways lead back, and some work nobody needs", () => {
    expect(found(caught({ Next: "Use", ErrorEquals: ["AlreadyThere"] }, {}, RETRY))).toEqual([]);
    expect(found(caught({ Next: "Pause" }, { Pause: { Type: "Wait", Seconds: 5, Next: "Do" } }))).toEqual([]);
    expect(found(caught({ Next: "Use", ResultPath: null }, {}, { Comment: "Best effort" }))).toEqual([]);
  });

  test("all items may fail", () => {
    const each = {
      Type: "Map",
      ItemProcessor: { StartAt: "A", States: { A: { Type: "Pass", End: true } } },
      End: true,
    };
    expect(found(machine({ Each: { ...each, ToleratedFailurePercentage: 100 } }))).toEqual(["silent-failure Each"]);
    expect(found(machine({ Each: { ...each, ToleratedFailurePercentage: 5 } }))).toEqual([]);
  });
});

describe("guards and transitions", () => {
  test("AS-12: a heartbeat no sooner than the limit is never missed", () => {
    const text = machine({
      Ask: task("sqs:sendMessage.waitForTaskToken", { TimeoutSeconds: 600, HeartbeatSeconds: 600 }),
    });
    expect(found(text)).toEqual(["ineffective-guard Ask"]);
    expect(fixed(text, "ineffective-guard")).toContain('"HeartbeatSeconds": 300');
  });

  test("AS-13: only tasks and whole machines take a limit", () => {
    const branch = { StartAt: "A", States: { A: task(JOB, RETRY) } };
    const text = machine({ Both: { Type: "Parallel", Branches: [branch], TimeoutSeconds: 60, End: true } });
    expect(found(text)).toEqual(["missing-timeout A", "ineffective-guard Both"]);
    expect(JSON.parse(fixed(text, "missing-timeout")).States.Both.Branches[0].States.A.TimeoutSeconds).toBe(1800);
  });

  test("a transition to what is not there, or in another branch", () => {
    const branch = { StartAt: "In", States: { In: { Type: "Pass", Next: "Out" } } };
    const text = machine({ Both: { Type: "Parallel", Branches: [branch], Next: "Owt" }, Out: { Type: "Succeed" } });
    expect(found(text)).toEqual(["broken-handoff Both", "broken-handoff In"]);
    const [outer, inner] = judge(text).findings;
    expect([inner?.message, outer?.message]).toEqual([
      'There is no state "Out": it stands in another branch, and no transition leaves its own.',
      'There is no state "Owt": "States" has 2 states, and none of that name; did you mean "Out"?',
    ]);
    expect(apply(text, outer?.fixes[0]?.edits ?? [])).toContain('"Next": "Out"');
    expect(judge(text.slice(0, -2)).findings.map(({ rule }) => rule)).toEqual(["plumblint/unreadable"]);
  });

  test("a condition and a person are gates", () => {
    const text = machine({
      Ask: task("lambda:invoke.waitForTaskToken"),
      If: { Type: "Choice", Choices: [], Default: "Ask" },
    });
    expect([nodeOf(text, "Ask")?.gate?.value, nodeOf(text, "If")?.gate?.value]).toEqual(["human", "condition"]);
    expect(nodeOf(text, "Ask")?.after).toMatchObject([{ to: "If" }]);
  });
});

describe("snippets", () => {
  const token = { Payload: { "t.$": "$$.Task.Token" } };
  test("AS-V1, AS-V2, AS-V3: guarded at some level", () => {
    const get = task("http:invoke", { Parameters: { ApiEndpoint: "https://example.com", Method: "GET" }, ...RETRY });
    expect(found(machine({ Call: get }, { TimeoutSeconds: 900 }))).toEqual([]);
    const ask = task("sqs:sendMessage.waitForTaskToken", { TimeoutSeconds: 3600, HeartbeatSeconds: 600 });
    expect(found(machine({ Ask: ask }))).toEqual([]);
    const one = { StartAt: "One", States: { One: task("lambda:invoke", { TimeoutSecondsPath: "$.t" }) } };
    const fan = { Type: "Map", MaxConcurrency: 3, ItemProcessor: one, End: true, ...RETRY };
    const caught = { ...fan, Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Bad" }] };
    expect(found(machine({ Fan: caught, Bad: { Type: "Fail" } }))).toEqual([]);
  });

  test("AS-D1: a person who never answers; how long to wait, somebody decides", () => {
    const text = machine({ Approve: task("lambda:invoke.waitForTaskToken", { Parameters: token }) });
    const { findings } = judge(text, PATH, DEFAULT_CONFIG);
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([["workflow/missing-timeout", "warning"]]);
    expect(findings[0]?.fixes.map(({ title, safety }) => [title, safety])).toEqual([["Limit to 24 hours", "review"]]);
    expect(fixed(text, "missing-timeout")).toContain('"TimeoutSeconds": 86400');
  });

  test("AS-D2: every error ends in success", () => {
    const run = task("lambda:invoke", {
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "Ok" }],
      End: undefined,
      Next: "Ok",
    });
    expect(found(machine({ Do: run, Ok: { Type: "Succeed" } }, { TimeoutSeconds: 600 }))).toEqual([
      "silent-failure Do",
    ]);
  });

  test("AS-D3: a model for every item, without a cap, a limit or a retry", () => {
    const inner = { StartAt: "Ask", States: { Ask: task("bedrock:invokeModel") } };
    expect(found(machine({ Fan: { Type: "Map", ItemProcessor: inner, End: true } }))).toEqual([
      "uncoordinated-agents Fan",
      "missing-retry Ask",
      "missing-timeout Ask",
    ]);
  });
});

test("a text still being typed is left alone", () => {
  expect(found("StartAt: A\nStates:\n  A:\n    Type: Task\n    Resource:\n", "a.asl.yaml")).toEqual([]);
  expect(found("StartAt: A\nStates:\n  A:\n    Type: Pass\n    Next:\n", "a.asl.yaml")).toEqual([]);
});
