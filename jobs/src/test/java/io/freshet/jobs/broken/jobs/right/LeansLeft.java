package io.freshet.jobs.broken.jobs.right;

import io.freshet.jobs.broken.jobs.left.LeansRight;

public record LeansLeft(LeansRight other) {}
