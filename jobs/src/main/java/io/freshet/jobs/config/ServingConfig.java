package io.freshet.jobs.config;

/**
 * What the live job serves.
 *
 * @param model that ranks
 */
public record ServingConfig(ServedModel model) {
    public static final ServingConfig DEFAULTS = new ServingConfig(ServedModel.RANKER);
}
