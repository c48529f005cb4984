package io.freshet.jobs.broken.ranking;

import io.freshet.jobs.broken.jobs.HoldsState;

record LooksUpward(HoldsState state) {}
