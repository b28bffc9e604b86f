#[derive(Persist)]
#[persist(transparent)]
#[repr(transparent)]
struct Length<Unit>(f64, PhantomData<Unit>);
