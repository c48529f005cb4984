package io.freshet.jobs.kafka;

import io.freshet.schemas.Interaction;
import io.freshet.schemas.RecommendationRequest;

/** What a record of an input topic turned out to be. */
public sealed interface Inbound {
    /** A valid record of one user. */
    sealed interface OfUser extends Inbound {
        String userId();
    }

    /** A valid interaction. */
    record Event(Interaction interaction) implements OfUser {
        @Override
        public String userId() {
            return interaction.userId();
        }
    }

    /** A valid request. */
    record Request(RecommendationRequest request) implements OfUser {
        @Override
        public String userId() {
            return request.userId();
        }
    }

    /** A record that goes to the dead letters. */
    record Rejected(DeadLetter letter) implements Inbound {}
}
