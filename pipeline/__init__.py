"""From documents to what is known of them: reading and extraction in several processes, in order, in bounded memory."""
