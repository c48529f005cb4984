package io.freshet.jobs.broken.jobs.left;

import io.freshet.jobs.broken.jobs.right.LeansLeft;

public record LeansRight(LeansLeft other) {}
