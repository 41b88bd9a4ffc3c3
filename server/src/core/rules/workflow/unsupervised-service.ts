import { fill } from "../../edit.ts";
import { source } from "../../example.ts";
import { rule } from "../../rule.ts";

export default rule({
  id: "workflow/unsupervised-service",
  title: "A service that dies stays dead",
  why: `
A dropped connection or a full memory ends a server once in a while. Where nothing starts it again, the first person to
notice is the one who needs it, and a lost tunnel looks like a broken model.

| Where | What counts as a service | What starts it again |
| --- | --- | --- |
| Compose | it publishes a port, has a health check, others wait for it, or its name, command or image is a server's | \`restart\` or \`deploy.restart_policy\`, its own, merged in, or of the service that it extends; a health check does not |
| systemd | a unit that is started with the machine or the session, and stays | \`Restart=\`, in the unit or a drop-in |
| Kubernetes | a pod of its own that serves | \`restartPolicy\`; every controller |

Jobs that end are left alone: migrations, what others wait for until it is completed, \`Type=oneshot\`, \`RemainAfterExit=yes\`,
what a timer, socket or path starts. So are \`restart: "no"\` and \`Restart=no\`, files that only change other files, and stacks
for development and tests.
`,
  severity: { recommended: "warning", strict: "warning" },
  since: "0.1.0",

  *check({ nodes, dialect }) {
    for (const { name, restart } of nodes) {
      if (restart?.state !== "absent") continue;
      yield {
        subject: name,
        message: `Nothing starts "${name.value}" again when it dies; give it a restart policy.`,
        evidence: { slot: restart.slot, dialect },
      };
    }
  },

  *fix({ slot, dialect }) {
    // A policy of Compose gives in to whoever stops the service; others may need a look.
    const safety = dialect === "docker-compose" ? "safe" : "review";
    if (slot) yield { title: "Restart it when it dies", safety, edits: fill(slot, "") };
  },

  examples: [
    {
      title: "A web application and its worker",
      path: "compose.yaml",
      bad: source`
        services:
          «web»:
            image: example/shop # the shop itself
            ports: ["8080:8080"]
            depends_on: [queue]
          «worker»:
            image: example/shop
            command: ["bin/work", "--queue", "mail"]
          queue:
            image: rabbitmq:4
            restart: unless-stopped
      `,
      fixed: source`
        services:
          web:
            image: example/shop # the shop itself
            restart: unless-stopped
            ports: ["8080:8080"]
            depends_on: [queue]
          worker:
            image: example/shop
            restart: unless-stopped
            command: ["bin/work", "--queue", "mail"]
          queue:
            image: rabbitmq:4
            restart: unless-stopped
      `,
    },
    {
      title: "A tunnel that is gone after the first dropped connection",
      path: "deploy/tunnel.service",
      bad: source`
        [Unit]
        Description=Tunnel to the machine with the model

        «[Service]»
        ExecStart=/usr/bin/ssh -N -L 11434:localhost:11434 models.example.com

        [Install]
        WantedBy=multi-user.target
      `,
      fixed: source`
        [Unit]
        Description=Tunnel to the machine with the model

        [Service]
        ExecStart=/usr/bin/ssh -N -L 11434:localhost:11434 models.example.com
        Restart=always
        RestartSec=5s

        [Install]
        WantedBy=multi-user.target
      `,
    },
    {
      title: "Services with a policy, and jobs that end",
      path: "docker-compose.yml",
      good: source`
        x-service: &service
          restart: always
        services:
          web:
            <<: *service
            image: example/shop
            ports: ["8080:8080"]
            depends_on:
              migrate: { condition: service_completed_successfully }
          migrate:
            image: example/shop
            command: bin/migrate
          mirror:
            image: example/mirror
            ports: ["8081:80"]
            restart: "no"
          search:
            image: example/search
            ports: ["8082:80"]
            deploy:
              restart_policy: { condition: on-failure }
      `,
    },
    {
      title: "A unit that a timer starts",
      path: "deploy/report.service",
      around: ["deploy/report.timer"],
      good: source`
        [Unit]
        Description=Report of the day

        [Service]
        ExecStart=/srv/report/run

        [Install]
        WantedBy=multi-user.target
      `,
    },
  ],
});
