package io.freshet.jobs.broken.features;

import org.apache.flink.api.common.JobID;

record TalksToFlink(JobID job) {}
