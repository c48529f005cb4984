package io.freshet.jobs.kafka;

/** What every learner gets, in the same order. */
public sealed interface Broadcast permits PublishedRows, CatalogueChanges, RulesChange {}
