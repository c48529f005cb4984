package io.freshet.jobs.kafka;

import io.freshet.features.ItemFacts;

/** What the catalogue says of an item from now on. */
public record CatalogueChange(String itemId, ItemFacts facts) {}
