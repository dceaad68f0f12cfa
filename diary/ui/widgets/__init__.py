"""Controls that know colours and words but no diary: plain values in, signals out."""
