package io.freshet.jobs.kafka;

import io.freshet.schemas.Impression;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.RecommendationRequest;
import io.freshet.schemas.UndecodableRecordException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

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

    /** A valid impression. */
    record Shown(Impression impression) implements OfUser {
        @Override
        public String userId() {
            return impression.userId();
        }
    }

    /** A valid record of the catalogue, or a tombstone of it. */
    record OfItem(CatalogueChange change) implements Inbound {}

    /** Valid rules, or their withdrawal. */
    record OfRules(RulesChange change) implements Inbound {}

    /** A record that goes to the dead letters. */
    record Rejected(DeadLetter letter) implements Inbound {
        /** What came, why it cannot be used, and what found that out. */
        static Rejected of(ConsumerRecord<byte[], byte[]> record, String stage, Class<?> error, String message) {
            return new Rejected(new DeadLetter(
                    record.key(),
                    record.value(),
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    stage,
                    error.getName(),
                    message));
        }

        /** It is no record of the topic's type. */
        public static Rejected undecodable(ConsumerRecord<byte[], byte[]> record, UndecodableRecordException e) {
            return of(record, "decode", e.getClass(), e.reason() + ": " + e.getMessage());
        }

        /** It says what cannot be; {@code message} tells what, the limit and the remedy. */
        public static Rejected invalid(ConsumerRecord<byte[], byte[]> record, String message) {
            return of(record, "check", IllegalArgumentException.class, "INVALID: " + message);
        }
    }
}
