package io.freshet.jobs.config;

/**
 * A value that somebody gave, as yet unchecked.
 *
 * @param where it was given, for messages
 */
record GivenValue(String key, String value, String where) {}
